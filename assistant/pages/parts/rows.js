// A list of rows to click: reports, or the sections of one. Every text becomes a text node.
const build = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null));
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const row = ({ id, title, detail, badge, level }) => {
    const button = build(
      "button",
      "row",
      build("span", "title", title, badge ? build("span", "badge", badge) : null),
      detail ? build("span", "detail", detail) : null,
    );
    button.type = "button";
    button.style.setProperty("--level", String(level));
    button.onclick = () => setTriggerValue("open", id);
    return build("li", "", button);
  };
  const list = build("ul", `rows ${data.look}`, ...data.rows.map(row));
  parentElement.querySelector(".rows")?.remove();
  parentElement.append(list);
}
