// What a phone has behind „Mehr“, and the side column of larger devices below the people.
import { useSignal } from "@preact/signals";
import type { Room } from "../types";
import { t } from "../words";
import { Recommendations } from "./closing";
import { Drafts } from "./drafting";
import { People } from "./people";
import { isStaff, may } from "./state";

export function More({ room }: { room: Room }) {
  const arePeopleOpen = useSignal(false);
  return (
    <div class="kw-stack kw-stack--s kw-above">
      {may("see_people") && !isStaff.value && (
        <details
          class="kw-details"
          onToggle={(event) => {
            arePeopleOpen.value = event.currentTarget.open;
          }}
        >
          <Summary words={t("Personen")} />
          {arePeopleOpen.value && <People />}
        </details>
      )}
      <details class="kw-details">
        <Summary words={t("Entwürfe")} />
        <Drafts drafts={room.drafts ?? []} />
      </details>
      <details class="kw-details">
        <Summary words={t("Empfehlungen")} />
        <Recommendations room={room} />
      </details>
    </div>
  );
}

function Summary({ words }: { words: string }) {
  return (
    <summary>
      <h2>{words}</h2>
    </summary>
  );
}
