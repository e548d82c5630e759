// Voting, as the room and the screens use it.
export { PollBar } from "./bar";
export { ScreenResult } from "./screen";
export { PollStage } from "./stage";
