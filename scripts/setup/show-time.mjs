/** While some work goes on for longer than two seconds, says on standard error what it is and how long it has taken. */
export async function showTime(what, work) {
  const began = Date.now();
  const say = () => console.error(`komado: ${what} … ${Math.round((Date.now() - began) / 1000)} s`);
  let again;
  const first = setTimeout(() => {
    say();
    again = setInterval(say, 5_000);
  }, 2_000);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}
