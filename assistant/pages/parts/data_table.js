// A table to read, to sort and to click in. Every text becomes a text node; on a narrow screen each row becomes a card.
const build = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null));
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const { columns, rows, sorted, labels } = data;

  const heading = ({ key, label, share }) => {
    const mark = sorted.column === key ? (sorted.descending ? "▼" : "▲") : "";
    const button = build("button", "", label, build("span", "order", mark));
    button.type = "button";
    button.title = labels.sort;
    button.onclick = () => setTriggerValue("sort", key);
    const cell = build("th", "", button);
    cell.scope = "col";
    cell.style.width = `${share}%`;
    if (mark) cell.ariaSort = sorted.descending ? "descending" : "ascending";
    return cell;
  };

  const runs = (cell) => cell.text.map((run) => (run.strong ? build("strong", "", run.text) : document.createTextNode(run.text)));

  const row = ({ id, cells, opens }) => {
    const open = () => {
      if (!String(getSelection())) setTriggerValue("open", id); // whoever marks text to copy it does not mean to open
    };
    const node = build(
      "tr",
      opens ? "opens" : "",
      ...cells.map((cell, at) => {
        const { key, label } = columns[at];
        let text = build("span", cell.quiet ? "quiet" : "", ...runs(cell));
        if (opens && data.opener === key) {
          text = build("button", "text", ...text.childNodes);
          text.type = "button";
          text.title = labels.open;
        }
        const holder = build("td", key, text, cell.below ? build("span", "below", cell.below) : null);
        holder.dataset.label = label;
        if (!cell.text.length && !cell.below) holder.classList.add("empty");
        return holder;
      }),
    );
    node.dataset.row = id;
    if (opens) node.onclick = open;
    return node;
  };

  const table = build("table", "", build("thead", "", build("tr", "", ...columns.map(heading))), build("tbody", "", ...rows.map(row)));
  const root = build("div", "data-table", table);
  root.style.setProperty("--columns", String(columns.length));
  parentElement.querySelector(".data-table")?.remove();
  parentElement.append(root);
}
