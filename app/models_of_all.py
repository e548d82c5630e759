"""Every table of the application, for migrations and for tests that make them at once."""

import app.accounts.models
import app.drafts.files.models
import app.drafts.models
import app.drafts.refused_models
import app.drafts.template_models
import app.drafts.treatment_models
import app.facts
import app.needs.models
import app.programme.models
import app.recommendations.models
import app.references.models
import app.voting.models
import app.workshops.models  # noqa: F401  # imported for their tables
