"""What `packaging/bench.py` measures with: one module a subject, each case beside its reference in the same run.

rounds      turns and their figures      table       lines with a goal, printed
places      folders, children, displays  pictures    pages as a website looks, from a seed
filling     workspaces to measure on     window      the app's own window, told what to do
dragging    a card over a long map             inbox       thousands of potholes
ticks       whether the window thread is there  scrolling   a thousand captures
capture, stalls, start, reports, exporting, commits, maps, holes, thumbnails  the cases
"""
