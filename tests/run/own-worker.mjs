/**
 * The inside of a worker that a case starts itself: calls a function of the component `napper` plainly and tells how long it took.
 *
 * @module
 */
addEventListener("message", async ({ data: { url, milliseconds } }) => {
  try {
    const { instantiate } = await import(url);
    const napper = await instantiate();
    const start = performance.now();
    napper.doze(milliseconds);
    postMessage({ took: performance.now() - start });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
