// The playbook in one file: one page is shown at a time, the one that the address names behind `#`.
// A page within the page is named behind it: `#policies/birthdays:what-to-say`.
(() => {
  "use strict";

  const whole = document.querySelector("main");
  const pages = new Map([...whole.children].map((page) => [page.id, page]));
  const [first] = pages.keys();
  const name = document.title;
  const menu = document.getElementById("menu");
  const scrolled = new Map();
  let shown = null;
  let led = false;
  let begin = () => {};

  const wanted = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return ""; // somebody has cut the address off
    }
  };

  const show = () => {
    const at = wanted();
    const [id] = at.split(":");
    if (at && !pages.has(id) && document.getElementById(at)) return; // the menu, the top: the browser leads there
    const next = pages.get(id) ?? pages.get(first);
    if (next.id !== shown) {
      const opening = shown === null;
      shown = next.id;
      // a copy each time: what was opened, or typed, on another visit is not there any more
      const page = next.cloneNode(true);
      whole.replaceChildren(page);
      document.title = shown === first ? name : `${page.dataset.title} – ${name}`;
      for (const link of menu.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
      for (const link of menu.querySelectorAll("a")) if (decodeURIComponent(link.hash.slice(1)) === shown) link.setAttribute("aria-current", "page");
      const title = page.querySelector("h1");
      if (title) title.tabIndex = -1;
      begin();
      if (!opening) title?.focus({ preventScroll: true });
    }
    menu.open = false;
    document.documentElement.classList.add("pk-begun");
    if (id !== at) location.replace(location.hash); // now that it is there, the browser leads to it
    else scrollTo({ top: led ? 0 : (scrolled.get(shown) ?? 0), behavior: "instant" });
    led = false;
  };

  // what the script for staff waits for, as on a site whose theme swaps pages
  window.document$ = {
    subscribe: (next) => {
      begin = next;
      begin();
    },
  };

  history.scrollRestoration = "manual";
  document.addEventListener("click", (event) => {
    const [to, here] = [event.target.closest?.("a")?.href, location.href].map((address) => address?.split("#")[0]);
    led = to === here;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("scroll", () => scrolled.set(shown, scrollY), { passive: true });
  addEventListener("hashchange", show);
  show();
})();
