// A briefing as a page: headings, statements with their markers, tables, sources. In editing mode headings are fields and
// every part, point and row has its tools. Every text becomes a text node: nothing that a document or a model wrote is HTML.
const build = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

const button = (className, label, onclick, ...children) => {
  const node = build("button", className, ...children);
  node.type = "button";
  node.title = label;
  node.setAttribute("aria-label", label);
  node.onclick = onclick;
  return node;
};

const icon = (name) => {
  const node = build("span", "icon", name);
  node.setAttribute("aria-hidden", "true");
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const { labels, editing } = data;
  const edit = (action) => setTriggerValue("edit", action);
  const markers = (numbers) =>
    numbers.map((number) =>
      button("marker", `${labels.open} ${number}`, () => setTriggerValue("cite", number), String(number)),
    );
  const tool = (name, label, action) => button("tool", label, () => edit(action), icon(name));
  const field = (value, label, action) => {
    const node = build("input", "field");
    node.type = "text";
    node.value = value;
    node.setAttribute("aria-label", label);
    node.onchange = () => edit({ ...action, text: node.value });
    return node;
  };
  const statement = (point, at, group, part, { listed }) => {
    const words = build("span", "statement", document.createTextNode(point.text), ...markers(point.citations), "。");
    if (!editing) return words;
    const place = { part, group, point: at };
    return build(
      "span",
      "editable",
      words,
      tool("arrow_upward", labels.up, { ...place, kind: "point-up" }),
      tool("arrow_downward", labels.down, { ...place, kind: "point-down" }),
      tool("close", labels.drop, { ...place, kind: "drop-point" }),
    );
  };
  const section = (item, part) => {
    const head = editing
      ? build(
          "div",
          "part-head",
          build("span", "number", item.number),
          field(item.heading, labels.heading, { kind: "heading", part }),
          tool("arrow_upward", labels.up, { kind: "part-up", part }),
          tool("arrow_downward", labels.down, { kind: "part-down", part }),
          tool("close", labels.drop_part, { kind: "drop-part", part }),
        )
      : build("h2", "", item.number + item.heading);
    const groups = item.groups.map((group, number) => {
      const lead = !group.heading
        ? null
        : editing
          ? field(group.heading, labels.heading, { kind: "group-heading", part, group: number })
          : build("strong", "", `${group.number}${group.heading}。`);
      const points = group.points.map((point, at) => statement(point, at, number, part, item));
      if (item.listed || editing) {
        return build("div", "group", lead, ...points.map((point) => build("p", "", point)));
      }
      return build("p", "group", lead, ...points);
    });
    const parts = [head, ...groups];
    if (item.table) {
      const cell = (tag) => (content) => build(tag, "", content.text, ...markers(content.citations || []));
      const rows = item.table.rows.map((row, at) =>
        build(
          "tr",
          "",
          ...row.map(cell("td")),
          editing ? build("td", "tools", tool("close", labels.drop_row, { kind: "drop-row", part, row: at })) : null,
        ),
      );
      const header = build("tr", "", ...item.table.header.map((text) => build("th", "", text)), editing ? build("th") : null);
      parts.push(build("div", "table", build("table", "", build("thead", "", header), build("tbody", "", ...rows))));
    }
    return build("section", "", ...parts);
  };

  const title = editing ? field(data.title, labels.title, { kind: "title" }) : build("h1", "", data.title);
  if (editing) title.classList.add("title-field");
  const sources = data.sources.map(({ number, title: name, place, quote }) =>
    build(
      "li",
      "",
      button(
        "source",
        `${labels.open} ${number}`,
        () => setTriggerValue("cite", number),
        build("span", "number", String(number)),
        build("span", "about", build("span", "title", name), place ? build("span", "place", place) : null, build("span", "quote", quote)),
      ),
    ),
  );
  const list = build("details", "sources", build("summary", "", labels.sources), build("ol", "", ...sources));
  const children = [
    title,
    build("div", "scope", data.scope),
    ...data.parts.map(section),
    data.notes.length ? build("ul", "notes", ...data.notes.map((note) => build("li", "", note))) : null,
    list,
  ];
  let root = parentElement.querySelector(".briefing-view");
  if (!root) {
    root = build("div", "briefing-view answer-view");
    parentElement.append(root);
  }
  const open = root.querySelector("details.sources")?.open;
  root.replaceChildren(...children.filter((child) => child !== null));
  if (open) list.open = true;
}
