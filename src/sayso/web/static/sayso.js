"use strict";
// What pages do beyond links and forms; every page can be read, and every form sent, without it.

const typing = (node) => node.matches("input, textarea, select, [contenteditable]");

// A form that shows what it asks for without a new page: the part of the answer under the same selector is put in place.
function live(form) {
  const show = async () => {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector(form.dataset.live) || page.querySelector("main");
    const place = document.querySelector(form.dataset.live);
    place.replaceChildren(...part.childNodes);
    place.querySelectorAll("svg[data-zooms]").forEach(zooms);
    history.replaceState(null, "", address);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("change", (event) => { if (event.target.type !== "textarea") show(); });
}

// A slider that moves a field with a day.
function scrub(slider) {
  const field = slider.form.elements[slider.dataset.scrubs];
  const first = Date.parse(slider.dataset.first);
  slider.addEventListener("input", () => {
    field.value = new Date(first + slider.value * 86400000).toISOString().slice(0, 10);
  });
  field.addEventListener("change", () => { slider.value = (Date.parse(field.value) - first) / 86400000; });
}

// Text and list of a report light up together.
function light(root) {
  const set = (ids, on) => root.querySelectorAll("[data-s]").forEach((node) => {
    if (node.dataset.s.split(" ").some((id) => id && ids.includes(id))) node.classList.toggle("lit", on);
  });
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    for (const [kind, on] of [[begin, true], [end, false]]) {
      root.addEventListener(kind, (event) => {
        const node = event.target.closest("[data-s]");
        if (node) set(node.dataset.s.split(" ").filter(Boolean), on);
      });
    }
  }
}

// Keys lead to what is marked with them: fields take the focus, buttons and links are pressed.
function keys(event) {
  if (event.key === "Escape" && typing(document.activeElement)) { document.activeElement.blur(); return; }
  if (event.key === "Enter" && event.target.matches(".correct select")) { // as in its other fields
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") { event.preventDefault(); location.href = "/search"; return; }
  const node = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!node) return;
  event.preventDefault();
  if (typing(node)) { node.focus(); if (node.name !== "words") node.select(); } else { node.click(); }
}

// Stretches of the report's text, as selected, become the spans of a new statement; offsets count code points.
function selects(form) {
  const taken = { source: [], cue: [], content: [] };
  const offset = (node, within) => {
    const piece = node.parentElement.closest("[data-o]");
    return piece ? Number(piece.dataset.o) + [...node.textContent.slice(0, within)].length : null;
  };
  const show = () => {
    for (const [role, stretches] of Object.entries(taken)) {
      form.elements[role].value = stretches.length ? JSON.stringify(stretches.map(([start, end]) => [start, end])) : "";
      form.querySelector(`[data-shows=${role}]`).textContent = stretches.map(([, , words]) => `“${words}”`).join(" … ");
    }
  };
  const take = (role) => {
    const selection = getSelection();
    if (selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const [first, last] = [range.toString().length - range.toString().trimStart().length, range.toString()];
    taken[role].push([start + first, end - (last.length - last.trimEnd().length), last.trim()]);
    taken[role].sort((one, other) => one[0] - other[0]);
    selection.removeAllRanges();
  };
  form.querySelectorAll("[data-takes]").forEach((button) => {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // which would take the selection away
    button.addEventListener("click", () => {
      if (button.dataset.takes) take(button.dataset.takes); else for (const role of Object.keys(taken)) taken[role] = [];
      show();
    });
  });
}

// The content of a statement is cut where the caret stands in its words; other words than its own cut nothing.
function cuts(form) {
  const field = form.elements.words;
  form.addEventListener("submit", (event) => {
    const at = [...field.value.slice(0, field.selectionStart)].length;
    form.elements.at.value = Number(form.dataset.start) + at;
    if (field.value !== field.defaultValue || at <= 0 || at >= [...field.value].length) event.preventDefault();
  });
}

// Files that are dropped on a form are those that it sends.
function drop(form) {
  const zone = form.querySelector(".drop"), field = form.querySelector("input[type=file]");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") { field.files = event.dataTransfer.files; form.requestSubmit(); }
    });
  }
}

// A party's row that is dropped on another one's is merged into it, after a question.
function merges(table) {
  let dragged = null;
  table.addEventListener("dragstart", (event) => { dragged = event.target.closest("[data-party]"); });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    table.addEventListener(kind, (event) => {
      const onto = event.target.closest("[data-party]");
      if (!dragged || !onto || onto === dragged) return;
      event.preventDefault();
      onto.classList.toggle("over", kind === "dragover");
      if (kind !== "drop") return;
      if (confirm(`Count ${dragged.dataset.party} as ${onto.dataset.party}?`)) {
        const form = dragged.querySelector("form");
        form.elements.value.value = onto.dataset.party;
        form.requestSubmit();
      }
    });
  }
}

// A map that is moved and zoomed by wheel, pointer, buttons and keys; its marks keep their size, and it stays where it is
// when the day changes.
let seen = null;
function zooms(svg) {
  const { x, y, width, height } = svg.viewBox.baseVal, all = { x, y, width, height };
  const show = (box) => {
    seen = box;
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    svg.querySelectorAll("[data-x]").forEach((mark) => {
      mark.setAttribute("transform", `translate(${mark.dataset.x} ${mark.dataset.y}) scale(${box.width / all.width})`);
    });
  };
  const zoom = (factor, across = 0.5, down = 0.5) => {
    const width = Math.min(Math.max(seen.width * factor, all.width / 40), all.width * 1.5), grown = width / seen.width;
    const dx = seen.width * across * (1 - grown), dy = seen.height * down * (1 - grown);
    show({ x: seen.x + dx, y: seen.y + dy, width, height: seen.height * grown });
  };
  const move = (across, down) => show({ ...seen, x: seen.x + seen.width * across, y: seen.y + seen.height * down });
  show(seen || all);
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height);
  }, { passive: false });
  let held = false;
  svg.addEventListener("pointerdown", (event) => { held = !event.target.closest("a"); });
  window.addEventListener("pointerup", () => { held = false; });
  svg.addEventListener("pointermove", (event) => {
    if (held) move(-event.movementX / svg.clientWidth, -event.movementY / svg.clientHeight);
  });
  svg.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    if (steps) { event.preventDefault(); move(...steps); }
    if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 0.6 : 1.667);
    if (event.key === "0") show(all);
  });
  svg.closest("figure").querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => (Number(button.dataset.zoom) ? zoom(button.dataset.zoom) : show(all)));
  });
}

// What is under way is looked at again until it is done.
function refresh(part) {
  setTimeout(async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.getElementById(part.id);
    part.replaceWith(fresh);
    if (fresh.dataset.refresh) refresh(fresh);
  }, 1000 * part.dataset.refresh);
}

document.querySelectorAll("form[data-live]").forEach(live);
document.querySelectorAll("[data-scrubs]").forEach(scrub);
document.querySelectorAll(".reading").forEach(light);
document.querySelectorAll("form[data-drop]").forEach(drop);
document.querySelectorAll("svg[data-zooms]").forEach(zooms);
document.querySelectorAll("form[data-selects]").forEach(selects);
document.querySelectorAll("form[data-start]").forEach(cuts);
document.querySelectorAll("[data-merges]").forEach(merges);
document.querySelectorAll("[data-refresh]").forEach(refresh);
document.querySelectorAll("[data-opens]").forEach((button) => {
  button.addEventListener("click", () => document.querySelector(button.dataset.opens).showModal());
});
document.addEventListener("keydown", keys);
