"""`python -m tests.finder` prints how well passages are found."""

from tests.finder.trial import main

main()
