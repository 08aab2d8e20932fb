// Makes one file of the editor: `node build.mjs TARGET MARK`; the mark stands on its first line.
import { build } from "esbuild";

const [, , outfile, mark] = process.argv;
await build({
  entryPoints: ["editor.js"],
  outfile,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020"],
  charset: "utf8",
  legalComments: "none",
  banner: { js: `/* ${mark} */` },
});
