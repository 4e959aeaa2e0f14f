/* Rows move by arrows, or by dragging their number; the hidden selects follow. What moves in the page is always the
   neighbour, so that the row in hand keeps its focus and its pointer. */

import { arranged, neighbour, said } from "../order-moves.js";

export default function order(element) {
  const list = element.querySelector("ol");
  const status = element.querySelector("[role=status]");
  const rows = () => [...list.children];
  const select = (row) => row.querySelector("select");

  const before = rows();
  list.append(...arranged(before.map((row) => select(row).value)).map((index) => before[index]));
  for (const row of before) {
    select(row).hidden = true;
    for (const part of row.querySelectorAll("[hidden]:not(select)")) part.hidden = false;
  }
  showHint();
  keepPlaces();

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-by]");
    if (button && move(button.closest("li"), Number(button.dataset.by))) say(button.closest("li"));
  });

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".place__number");
    if (!handle || event.button) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    mark(handle.closest("li"));
    handle.onpointermove = ({ clientY }) => follow(handle.closest("li"), clientY);
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
      say(handle.closest("li"));
    };
  });

  function move(row, by) {
    const all = rows();
    const other = all[neighbour(all.indexOf(row), by, all.length)];
    if (!other) return false;
    by < 0 ? row.after(other) : row.before(other);
    keepPlaces();
    return true;
  }

  /* Past the middle of the next row, the two change places. */
  function follow(row, y) {
    const [up, down] = [row.previousElementSibling, row.nextElementSibling];
    if (up && y < middle(up)) move(row, -1);
    else if (down && y > middle(down)) move(row, 1);
  }

  function middle(row) {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  }

  function keepPlaces() {
    const all = rows();
    all.forEach((row, index) => {
      select(row).value = index + 1;
      for (const button of row.querySelectorAll("[data-by]")) {
        button.setAttribute("aria-disabled", neighbour(index, Number(button.dataset.by), all.length) < 0);
      }
    });
  }

  function mark(row) {
    for (const other of rows()) other.classList.toggle("place--now", other === row);
  }

  function say(row) {
    const all = rows();
    mark(row);
    status.textContent = said(element.dataset.status, { step: row.querySelector("label").textContent, n: all.indexOf(row) + 1, total: all.length });
  }

  function showHint() {
    const hint = element.closest("fieldset").querySelector("[data-scripted]");
    if (hint) hint.textContent = hint.dataset.scripted;
  }
}
