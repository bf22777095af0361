// Message HTML, made by the sandbox from entities, rebuilt node by node: only what is known gets through.

const TAGS = new Set(["B", "I", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "A", "SPAN"]);
const MARKS = new Set(["mention", "cashtag", "bot_command", "spoiler", "text_mention", "custom_emoji", "phone_number"]);
const NUMBER = /#[0-9A-Z][0-9A-Z-]{2,15}(?![0-9A-Za-z_])/g;
const LINK = /^(https?:|mailto:|tel:|tg:)/i;

/** A fragment of safe nodes. Incident numbers become buttons that show the same number everywhere. */
export function rich(html) {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  // Telegram ends a hashtag at "-"; an incident's number does not end there.
  for (const tag of parsed.querySelectorAll("span.hashtag")) tag.replaceWith(...tag.childNodes);
  parsed.body.normalize();
  const made = document.createDocumentFragment();
  for (const node of parsed.body.childNodes) made.append(rebuilt(node));
  return made;
}

function rebuilt(node) {
  if (node.nodeType === Node.TEXT_NODE) return numbered(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || !TAGS.has(node.tagName)) return document.createTextNode(node.textContent ?? "");
  const element = document.createElement(node.tagName);
  if (node.tagName === "A") {
    const address = node.getAttribute("href") ?? "";
    if (LINK.test(address)) Object.assign(element, { href: address, target: "_blank", rel: "noreferrer" });
  }
  const mark = node.getAttribute("class");
  if (node.tagName === "SPAN" && MARKS.has(mark)) {
    element.className = mark;
    if (mark === "bot_command") element.tabIndex = 0;
  }
  for (const child of node.childNodes) element.append(rebuilt(child));
  return element;
}

function numbered(text) {
  const made = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(NUMBER)) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "number", textContent: found[0] });
    button.dataset.number = found[0];
    made.append(text.slice(at, found.index), button);
    at = found.index + found[0].length;
  }
  made.append(text.slice(at));
  return made;
}

/** Make an element: properties, then children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
