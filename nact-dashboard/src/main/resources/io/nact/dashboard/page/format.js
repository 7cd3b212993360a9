// Numbers as people read them. Times are seconds.
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const known = (value) => value !== null && value !== undefined && !Number.isNaN(value);

export const NONE = "–";

export function count(value) {
  if (!known(value)) return NONE;
  if (Math.abs(value) >= 1e9) return `${tenths.format(value / 1e9)} G`;
  if (Math.abs(value) >= 1e6) return `${tenths.format(value / 1e6)} M`;
  if (Math.abs(value) >= 1e5) return `${tenths.format(value / 1e3)} k`;
  return whole.format(value);
}

export function rate(value) {
  if (!known(value)) return NONE;
  return value > 0 && value < 9.95 ? tenths.format(Math.max(value, 0.1)) : count(value);
}

export function time(seconds) {
  if (!known(seconds)) return NONE;
  if (seconds === 0) return "0";
  if (seconds < 1e-3) return `${significant(seconds * 1e6)} µs`;
  if (seconds < 1) return `${significant(seconds * 1e3)} ms`;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

export function bytes(value) {
  if (!known(value)) return NONE;
  if (value < 1024) return `${value} B`;
  return value < 1048576 ? `${tenths.format(value / 1024)} KB` : `${tenths.format(value / 1048576)} MB`;
}

export function clock(millis) {
  return known(millis) ? new Date(millis).toLocaleTimeString("en-GB") : NONE;
}

export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

function significant(value) {
  return value < 10 ? value.toFixed(1) : whole.format(value);
}
