// The libraries, which stand beside this file as plain scripts.
const { h, render, Fragment } = window.preact;
const { useEffect, useMemo, useRef, useState } = window.preactHooks;
const html = window.htm.bind(h);
const { uPlot, dagre } = window;

export { dagre, Fragment, html, render, uPlot, useEffect, useMemo, useRef, useState };
