// An answer with its markers, its sources and what can be done with it. Every text becomes a text node: nothing that a
// model or a document wrote is read as HTML.
const build = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null));
  return node;
};

const action = (className, label, onclick, ...children) => {
  const button = build("button", className, ...children);
  button.type = "button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.onclick = onclick;
  return button;
};

const icon = (name) => {
  const node = build("span", "icon", name);
  node.setAttribute("aria-hidden", "true");
  return node;
};

const copied = async (text) => {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = build("textarea", "off-screen", text); // pages that are not served by https have no clipboard
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};

export default function ({ data, parentElement, setTriggerValue }) {
  const { labels } = data;
  const cite = (number) => () => setTriggerValue("cite", number);
  const runs = (list) =>
    list.map((run) =>
      run.marker
        ? action("marker", `${labels.open} ${run.marker}`, cite(run.marker), String(run.marker))
        : document.createTextNode(run.text),
    );
  const block = ({ kind, rows }) => {
    if (kind === "paragraph") return build("p", "", ...runs(rows[0][0]));
    if (kind === "list") return build("ul", "", ...rows.map((row) => build("li", "", ...runs(row[0]))));
    const [head, ...body] = rows.map((row, at) =>
      build("tr", "", ...row.map((cell) => build(at ? "td" : "th", "", ...runs(cell)))),
    );
    return build("div", "table", build("table", "", build("thead", "", head), build("tbody", "", ...body)));
  };
  const source = ({ number, title, place, quote }) =>
    build(
      "li",
      "",
      action(
        "source",
        `${labels.open} ${number}`,
        cite(number),
        build("span", "number", String(number)),
        build(
          "span",
          "about",
          build("span", "title", title),
          place ? build("span", "place", place) : null,
          build("span", "quote", quote),
        ),
      ),
    );

  const parts = [build("div", "answer", ...data.blocks.map(block))];
  if (data.notes.length) parts.push(build("ul", "notes", ...data.notes.map((note) => build("li", "", note))));
  if (data.sources.length) {
    const list = build("details", "sources", build("summary", "", labels.sources), build("ol", "", ...data.sources.map(source)));
    list.open = data.sources.length <= 3;
    parts.push(list);
  }
  const copy = action(
    "tool copy",
    labels.copy,
    async () => {
      await copied(data.copy);
      copy.replaceChildren(icon("check"));
      setTimeout(() => copy.replaceChildren(icon("content_copy")), 1500);
    },
    icon("content_copy"),
  );
  const thumb = (rating, name, label) => {
    const pressed = data.rating === rating;
    const button = action("tool", label, () => setTriggerValue("rate", pressed ? "none" : rating), icon(name));
    button.setAttribute("aria-pressed", String(pressed));
    return button;
  };
  parts.push(
    build(
      "div",
      "tools",
      copy,
      thumb("up", "thumb_up", labels.up),
      thumb("down", "thumb_down", labels.down),
      build("span", "meta", data.meta),
    ),
  );

  let root = parentElement.querySelector(".answer-view");
  if (!root) {
    root = build("div", "answer-view");
    parentElement.append(root);
  }
  const open = root.querySelector("details.sources")?.open;
  root.replaceChildren(...parts);
  const details = root.querySelector("details.sources");
  if (details && open !== undefined) details.open = open;
}
