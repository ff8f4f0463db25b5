"""Prints the rates of the simulated models over the development questions."""

from __future__ import annotations

import sys

from tests.assistant.models.evaluation import development_questions, measure

BEHAVIOURS = ("honest", "figure", "unit", "year", "marker", "uncited", "memory", "leak", "shifted", "mixed", "foreign")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    questions = development_questions()[:count]
    print(f"{'model':10} answers sentences  lies shown  honest  shown      %  requests  fallback  ms/sentence")
    for behaviour in BEHAVIOURS:
        rates = measure(behaviour, questions, seed=seed)
        share = 100 * rates.honest_shown / rates.honest if rates.honest else 0.0
        print(
            f"{behaviour:10} {rates.answers:7} {rates.sentences:9} {rates.lies:5} {len(rates.lies_shown):5} {rates.honest:7} "
            f"{rates.honest_shown:6} {share:6.1f} {rates.requests:9} {rates.fallbacks:9} {rates.milliseconds:12.2f}"
        )
        for line in (*rates.lies_shown, *(f"refused: {each}" for each in rates.honest_refused[:20])):
            print("    " + line)


if __name__ == "__main__":
    main()
