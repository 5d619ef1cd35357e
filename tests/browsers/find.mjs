/**
 * Where the browsers are: an environment variable first, then the names and places that Debian uses.
 *
 * @module
 */
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** @type {Record<string, { variable: string, names: string[], places?: () => string[] }>} */
const programs = {
  chromium: { variable: "WEFT_CHROMIUM", names: ["chromium", "chromium-browser", "google-chrome"] },
  firefox: { variable: "WEFT_FIREFOX", names: ["firefox-esr", "firefox"] },
  "webkit-driver": { variable: "WEFT_WEBKIT_DRIVER", names: ["WebKitWebDriver"] },
  webkit: { variable: "WEFT_WEBKIT", names: [], places: miniBrowsers },
  "xvfb-run": { variable: "WEFT_XVFB_RUN", names: ["xvfb-run"] },
};

/**
 * The path of a program.
 * @param {"chromium" | "firefox" | "webkit-driver" | "webkit" | "xvfb-run"} program
 * @returns {string}
 */
export function find(program) {
  const { variable, names, places } = /** @type {typeof programs[string]} */ (programs[program]);
  const set = process.env[variable];
  if (set) return set;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...(places?.() ?? [])];
  const path = candidates.find(executable);
  if (path === undefined) throw new Error(`${program} is not installed; \`cargo xtask setup\` says how (or set ${variable})`);
  return path;
}

/**
 * MiniBrowser is no command: it lies in the library folder of WebKitGTK.
 * @returns {string[]}
 */
function miniBrowsers() {
  const multiarch = existsSync("/usr/lib") ? readdirSync("/usr/lib").filter((name) => name.endsWith("-linux-gnu")) : [];
  const libraries = ["/usr/libexec", "/usr/lib", ...multiarch.map((name) => `/usr/lib/${name}`)];
  return libraries.flatMap((library) => ["webkit2gtk-4.1", "webkitgtk-6.0"].map((folder) => `${library}/${folder}/MiniBrowser`));
}

/** @param {string} path */
function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
