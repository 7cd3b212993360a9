import { useEffect, useState } from "./lib.js";
import { isPaused } from "./live.js";
import { ask } from "./server.js";

// Looks at once, and then again and again while the page is seen and not paused, until what it returns is called.
export function repeat(look, millis) {
  let timer;
  let over = false;
  let looked = false;
  const turn = async () => {
    if (!document.hidden && !(looked && isPaused())) {
      looked = true;
      await look(() => over);
    }
    if (!over && millis) timer = setTimeout(turn, millis);
  };
  turn();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

// What the server is asked repeatedly; the last good answer stays when one fails.
export function usePolled(what, query, millis = 1000) {
  const key = JSON.stringify([what, query]);
  const [state, setState] = useState({ key, data: null, error: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const look = async (isOver) => {
      try {
        const data = await ask(what, query);
        if (!isOver()) setState({ key, data, error: null });
      } catch (error) {
        if (!isOver()) setState((old) => ({ key, data: old.key === key ? old.data : null, error }));
      }
    };
    return repeat(look, millis);
  }, [key, millis, turn]);
  const current = state.key === key ? state : { data: null, error: null };
  return { ...current, again: () => setTurn((value) => value + 1) };
}
