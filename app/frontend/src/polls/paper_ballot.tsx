// The common ballot papers: rating, ranking, ticking, answering.
import { AnswersBallot } from "./answers_ballot";
import { ChecksBallot } from "./checks_ballot";
import type { PaperPoll } from "./contract";
import { RankingBallot } from "./ranking_ballot";
import { ScaleBallot } from "./scale_ballot";

export function PaperBallot({ poll }: { poll: PaperPoll }) {
  switch (poll.form.kind) {
    case "scale":
      return <ScaleBallot poll={poll} />;
    case "ranking":
      return <RankingBallot poll={poll} />;
    case "checks":
      return <ChecksBallot poll={poll} />;
    case "answers":
      return <AnswersBallot poll={poll} />;
  }
}
