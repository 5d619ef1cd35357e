/** How long each phase took, as bars of one scale. */
import { byId, fill, h } from "../../dom.ts";
import type { Outcome, Session } from "../../session.ts";
import { time } from "../../text.ts";
import type { Phase } from "../../transpile/result.ts";

/** Fills the panel. */
export function timingsPanel(session: Session): void {
  const section = byId("timings");
  const show = ({ times, runTimes, result }: Outcome): void => {
    const all = [...times, ...runTimes];
    const longest = Math.max(1, ...all.map(([, milliseconds]) => milliseconds));
    const group = (title: string, phases: readonly Phase[]): HTMLElement[] =>
      phases.length === 0 ? [] : [
        h("tr", { class: "side" }, h("th", { scope: "rowgroup", colspan: 3 }, title)),
        ...phases.map(([name, milliseconds]) =>
          h("tr", {},
            h("th", { scope: "row" }, name),
            h("td", { class: "bar-cell", "aria-hidden": "true" }, h("span", { class: "time-bar", style: `width:${Math.max(1, (100 * milliseconds) / longest).toFixed(1)}%` })),
            h("td", {}, time(milliseconds)))),
      ];
    const none = result !== undefined && all.length === 0;
    fill(
      section,
      h("h2", { id: "timings-title" }, "Timings"),
      none ? h("p", { class: "none" }, "This sample was transpiled beforehand. Change an option, or run it.") : null,
      h("table", { class: "timings", "aria-labelledby": "timings-title" }, h("tbody", {}, ...group("transpiler", times), ...group("component", runTimes))),
    );
  };
  show(session.outcome);
  session.listen((outcome, before) => {
    if (outcome.times !== before.times || outcome.runTimes !== before.runTimes) show(outcome);
  });
}
