// A button that saves the chart beside it as a PNG: its SVG is drawn on a white canvas, at least `width` pixels wide.
const picture = (svg) =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
  });

const drawn = async (svg, { width, font }) => {
  const { width: w, height: h } = svg.viewBox.baseVal.width ? svg.viewBox.baseVal : svg.getBoundingClientRect();
  const scale = Math.max(2, width / w);
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(w * scale));
  copy.setAttribute("height", String(h * scale));
  copy.setAttribute("viewBox", `0 0 ${w} ${h}`);
  copy.style.fontFamily = font;
  const image = await picture(copy);
  const canvas = document.createElement("canvas");
  const margin = Math.round(12 * scale);
  canvas.width = Math.round(w * scale) + 2 * margin;
  canvas.height = Math.round(h * scale) + 2 * margin;
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, margin, margin, Math.round(w * scale), Math.round(h * scale));
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
};

export default function ({ data, parentElement }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "save-image";
  const icon = document.createElement("span");
  icon.className = "icon";
  icon.setAttribute("aria-hidden", "true");
  icon.textContent = "download";
  button.append(icon, data.label);
  button.onclick = async () => {
    const svg = document.querySelector(`.st-key-${data.chart} .stVegaLiteChart svg`);
    if (!svg) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await drawn(svg, { width: data.width, font: getComputedStyle(document.body).fontFamily }));
    link.download = data.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  parentElement.querySelector(".save-image")?.remove();
  parentElement.append(button);
}
