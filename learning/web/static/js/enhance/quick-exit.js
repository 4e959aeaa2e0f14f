/* Leaves at once: blanks the page, then replaces it, so that "back" does not return here. Also by Shift three times. */

export default function quickExit(bar) {
  const link = bar.querySelector("a");
  const leave = (event) => {
    event?.preventDefault();
    blank(bar.dataset.leaving);
    location.replace(link.href);
  };
  link.addEventListener("click", leave);
  document.addEventListener("keydown", thrice("Shift", leave));
}

function blank(words) {
  const overlay = document.createElement("p");
  overlay.className = "leaving";
  overlay.setAttribute("role", "alert");
  overlay.textContent = words;
  document.title = words;
  document.body.replaceChildren(overlay);
}

/* Calls `act` when `key` alone is pressed three times, each within a second and a half of the one before. */
export function thrice(key, act) {
  let times = 0, last = 0;
  return (event) => {
    if (event.key !== key || event.repeat) { if (event.key !== key) times = 0; return; }
    times = event.timeStamp - last < 1500 ? times + 1 : 1;
    last = event.timeStamp;
    if (times === 3) act();
  };
}
