// A file of its own because the page forbids inline scripts; runs before the first paint, so that dark never flashes white.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('kobling.color-scheme') || 'auto';
  } catch {
    // Storage is blocked: the system decides.
  }
  const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
