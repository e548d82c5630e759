// The other tabs of this browser: who votes in one sees it in all of them, at once.
const CHANNEL = "ballots";

/** Tell the other tabs that the own ballot of a poll has changed; what it says, they fetch with their own login. */
export function tellTabs(poll: number): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(poll);
  channel.close();
}

/** Call `changed` whenever another tab tells of the poll; returns how to stop. */
export function onOtherTab(poll: number, changed: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data === poll) changed();
  };
  return () => channel.close();
}
