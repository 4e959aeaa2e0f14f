/* Copies an address. Without scripts the button stays hidden, as it could do nothing. */

export default function copyLink(button) {
  if (!navigator.clipboard) return;
  const words = button.querySelector("span");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.url);
    words.textContent = button.dataset.done;
  });
}
