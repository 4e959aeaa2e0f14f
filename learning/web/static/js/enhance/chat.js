/* Says how many bubbles are marked; marking itself needs no script. */

import { said } from "../order-moves.js";

export default function chat(element) {
  const status = element.querySelector("[role=status]");
  const count = () => {
    const n = element.querySelectorAll("input:checked").length;
    const { none, one, many } = element.dataset;
    status.textContent = said(n ? (n > 1 ? many : one) : none, { n });
  };
  element.addEventListener("change", count);
  count();
}
