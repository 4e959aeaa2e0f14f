/* Looks every two seconds how far the worker is and says so; without scripts a link does the same by hand. */

const EVERY = 2000;

export default function lookAgain(box) {
  const parts = (root) => [root.querySelector("[role=status]"), root.querySelector("[data-rest]")];
  const [words, rest] = parts(box);
  watch();

  function watch() {
    rest.querySelector("[data-by-hand]")?.remove();
    setTimeout(look, EVERY);
  }

  async function look() {
    const fresh = document.hidden ? null : await newest();
    if (fresh) {
      const [newWords, newRest] = parts(fresh);
      if (words.textContent !== newWords.textContent) words.textContent = newWords.textContent;
      rest.replaceChildren(...newRest.childNodes);
      if (!fresh.dataset.enhance) return;
    }
    watch();
  }

  /* The same box in the page as it is now; null while there is no network. */
  async function newest() {
    try {
      const page = await (await fetch(location.href)).text();
      return new DOMParser().parseFromString(page, "text/html").getElementById(box.id);
    } catch { return null; }
  }
}
