"""Is it helping? What is measured, when, what others reach, and what the figures can tell.

Everything starts from ``told.told(events, on)``, the history as it reads on a day:

=================== ============================================================================
question            answer
=================== ============================================================================
what is kept        ``measures.accept(measure, value, detail, day)`` or ``Refused``; ``MEASURES``
what is asked today ``due.measures_due(told)``; ``due.self_tests_due(told, Standing(...))``
what a test found   ``norms.norm(...)``; ``due.proposal(measure_taken, reported)``: an event to
                    show and append, never written silently
the series          ``series.series(told, measure)``, ``.activities(told)``, ``.sitting(told)``;
                    ``dose.weeks(told)``
reading on          ``told.told(events, on, before)``; ``lines.line(told, measure)``: values,
                    chart and trend, kept until their own answers change
the chart           ``trend.chart(points)``: points, 7-day median, band of usual variation
the sentence        ``trend.trend(measure, points, on)``: improved, about_the_same, worse or
                    too_early, with the change, its interval and the smallest that matters
many people         ``natural_course.natural_course(told, pain, until)``
came for            ``came_for.came_for(told)``: "socks: hard -> a little"
6 and 12 weeks      ``reviews.reviews(told)``, ``reviews.talk_because(trends, reviews)``
sofa and morning    ``lag.lag(sitting, stiffness)``
own experiment      ``experiment``: ``refused_because``, ``check_design``, ``week_of``,
                    ``stop_because``, ``smallest_told_apart``, ``result``; ``to_dict`` and
                    ``from_dict`` for the export
=================== ============================================================================

Days are proleptic ordinals. Words are keys (``outcomes.po``). Statistics: docs/algorithms.
"""
