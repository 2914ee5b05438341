"""The product against a floor, in one run: `make bench`, or `python -m benchmarks --people 200` for a quick look.

The floor is `floor.py`: a Django project of its own in one file, with the least that a page for signed-in people can
do without: sessions, authentication, one template that extends a base. It has two pages:

- the *bare page*: one line with the user's name, which costs two queries, the session and the user;
- the *floor list*: 25 of N rows in three columns and their count, two queries and nothing about the user.

The product's lists are held against the floor list, its cards, desks and duties against the bare page, and an order from
data to PDF against WeasyPrint alone on the same HTML. Each project lives in a process of its own (`worker.py`) that
calls its whole WSGI application, middleware and all, without a socket: a connection's constant milliseconds would hide
a slow page. The pages that are compared are asked in turn, and what is counted is the processor's time of the process,
the database of SQLite included, so that other programs of the machine weigh little (a server's database, given by its
URL, is timed by the clock on the wall). Ratios travel from machine to machine, milliseconds do not; both are printed,
with the queries of the page and how much longer it takes at N people than at a tenth or, for lists, a hundredth of them.

What is measured and how much it may cost is `limits.py`; papers, a list of staff and reminding have figures of their own.
The run always goes to its end; a broken limit, or a row that could not be measured, makes it exit 1. `--profile FOLDER`
says of each page beyond its limit which statements it sends from where and which functions take its time.
"""
