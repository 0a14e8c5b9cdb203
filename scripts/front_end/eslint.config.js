// What tsc does not see: habits that hide faults, and names that a page does not have.

const BROWSER = [
  "addEventListener", "atob", "Blob", "clearInterval", "clearTimeout", "CSS", "DecompressionStream", "devicePixelRatio", "document",
  "DOMMatrix", "DOMParser", "fetch", "getComputedStyle", "history", "innerHeight", "innerWidth", "L", "location",
  "matchMedia", "MessageChannel", "MutationObserver", "navigator", "Option", "origin", "parent", "Path2D", "performance", "print", "removeEventListener", "requestAnimationFrame", "ResizeObserver", "Response", "self",
  "setInterval", "setTimeout", "TextDecoder", "TextEncoder", "top", "URL", "URLSearchParams", "window",
];

export default [
  {
    files: ["layers/static/**/*.js"],
    languageOptions: {
      ecmaVersion: "latest",
      sourceType: "module",
      globals: Object.fromEntries(BROWSER.map(name => [name, "readonly"])),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-constant-condition": "error",
      "no-dupe-else-if": "error",
      "no-dupe-keys": "error",
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-loss-of-precision": "error",
      "no-new-func": "error",
      "no-redeclare": "error",
      "no-script-url": "error",
      "no-self-assign": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unsafe-finally": "error",
      "no-unsafe-optional-chaining": "error",
      "no-unused-vars": ["error", { caughtErrors: "all" }],
      "no-use-before-define": ["error", { classes: false, functions: false, variables: false }],
      "no-useless-escape": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "prefer-template": "error",
      "require-atomic-updates": "error",
      "use-isnan": "error",
      "valid-typeof": "error",
      // Text of a table must never become markup.
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "use textContent" },
        { property: "outerHTML", message: "use textContent" },
        { property: "insertAdjacentHTML", message: "use append" },
        { object: "document", property: "write", message: "use append" },
      ],
    },
  },
];
