// Runs before the first paint, so that a chosen theme does not flash.
(() => {
  const key = "nact.theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden
    }
  };

  const show = () => {
    root.dataset.theme = chosen() ?? (system.matches ? "dark" : "light");
    root.dispatchEvent(new Event("theme"));
  };

  window.nactTheme = {
    toggle() {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem(key, next);
      } catch {
        // it lasts as long as the page, then
      }
      root.dataset.theme = next;
      root.dispatchEvent(new Event("theme"));
    },
  };
  system.addEventListener("change", show);
  show();
})();
