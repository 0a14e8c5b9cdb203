// The widget around a map's page, as anywidget runs it: the page stands in a frame of its own, which may run its own
// scripts and reach nothing; what goes in and out is the state, as plain data.

const STATE = ["date", "lang", "hidden", "selected", "step", "view"];
const SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";
const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b);

// What the host says of light and dark: JupyterLab, VS Code, Quarto, Colab, Bootstrap and Sphinx themes, marimo; else nothing.
const hostTheme = () => {
  const { body, documentElement: root } = document;
  const said = { true: "light", false: "dark" }[body.dataset.jpThemeLight || ""]
    || [root, body].map(({ dataset }) => dataset.theme || dataset.bsTheme).find(Boolean) || root.getAttribute("theme")
    || [...body.classList, ...root.classList].join(" ").match(/\b(?:(?:vscode|quarto)-)?(light|dark)\b/)?.[1];
  return said === "light" || said === "dark" ? said : null;
};
// A frame's word is believed as far as its form goes; Python looks at the rest.
/** @type {Record<string, (value: unknown) => boolean>} */
const IS = {
  date: value => typeof value === "string", lang: value => typeof value === "string",
  hidden: value => Array.isArray(value) && value.every(one => typeof one === "string"),
  selected: value => value === null || typeof value === "string", step: value => value === null || Number.isInteger(value),
  view: value => value === null || Array.isArray(value) && value.length === 3 && value.every(Number.isFinite),
};

/** @param {{ model: WidgetModel, el: HTMLElement }} given */
const render = ({ model, el }) => {
  const frame = document.createElement("iframe");
  /** @type {Record<string, unknown>} what the frame is known to show */
  let shown = {};
  let listening = false;
  /** @param {object} set */
  const send = set => frame.contentWindow?.postMessage({ type: "blocmap", set }, "*");
  const theme = () => listening && send({ theme: hostTheme() });
  const update = () => {
    const fresh = Object.fromEntries(STATE.map(key => [key, model.get(key)]).filter(([key, value]) => !same(value, shown[key])));
    if (!listening || !Object.keys(fresh).length) return;
    Object.assign(shown, fresh);
    send(fresh);
  };
  /** @param {MessageEvent} event */
  const hear = ({ source, data }) => {
    if (source !== frame.contentWindow || data?.type !== "blocmap") return;
    if (data.listening) { // for the first time, or since the host has moved or replaced the frame
      [listening, shown] = [true, {}];
      theme();
      update();
    }
    const news = STATE.filter(key => data.state && key in data.state && IS[key](data.state[key]));
    for (const key of news) {
      shown[key] = data.state[key];
      if (!same(model.get(key), shown[key])) model.set(key, shown[key]);
    }
    if (news.length) model.save_changes();
  };
  const open = () => {
    listening = false;
    frame.title = model.get("_title");
    frame.srcdoc = model.get("_page");
  };
  const size = () => { frame.style.height = `${model.get("height")}px`; };

  frame.setAttribute("sandbox", SANDBOX);
  Object.assign(frame.style, { width: "100%", border: "0", display: "block" });
  size();
  open();
  el.append(frame);
  const changes = STATE.map(key => `change:${key}`).join(" "), watch = new MutationObserver(theme);
  for (const node of [document.body, document.documentElement]) watch.observe(node, { attributes: true });
  addEventListener("message", hear);
  model.on(changes, update);
  model.on("change:_page", open);
  model.on("change:height", size);
  return () => {
    watch.disconnect();
    removeEventListener("message", hear);
    model.off(changes, update);
    model.off("change:_page", open);
    model.off("change:height", size);
  };
};

export default { render };
