# A lending library with dates, fines and reservations.
from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta


class LibraryError(Exception):
    pass


@dataclass
class Book:
    isbn: str
    title: str
    copies: int = 1
    waiting: deque = field(default_factory=deque, repr=False)


@dataclass(frozen=True)
class Loan:
    member: str
    isbn: str
    due: date

    def fine(self, today):
        return max(0, (today - self.due).days) * 25


class Library:
    LIMIT, PERIOD = 2, timedelta(days=14)

    def __init__(self, today):
        self.today, self.books, self.loans, self.fines = today, {}, [], {}

    def add(self, *books):
        self.books |= {b.isbn: b for b in books}

    def borrow(self, member, isbn):
        book = self.books.get(isbn)
        if book is None:
            raise LibraryError(f"unknown book {isbn}")
        if sum(l.member == member for l in self.loans) >= self.LIMIT:
            raise LibraryError(f"{member} has too many loans")
        if self.fines.get(member):
            raise LibraryError(f"{member} owes {self.fines[member] / 100:.2f}")
        if book.copies == 0:
            book.waiting.append(member)
            return f"{member} is number {len(book.waiting)} in line for {book.title}"
        book.copies -= 1
        self.loans.append(Loan(member, isbn, self.today + self.PERIOD))
        return f"{member} has {book.title} until {self.loans[-1].due:%d %b}"

    def give_back(self, member, isbn):
        loan = next((l for l in self.loans if (l.member, l.isbn) == (member, isbn)), None)
        if not loan:
            raise LibraryError("no such loan")
        self.loans.remove(loan)
        if fine := loan.fine(self.today):
            self.fines[member] = self.fines.get(member, 0) + fine
        book = self.books[isbn]
        book.copies += 1
        return self.borrow(book.waiting.popleft(), isbn) if book.waiting else f"{book.title} is back"

    def overdue(self):
        return sorted((l for l in self.loans if l.due < self.today), key=lambda l: l.due)


lib = Library(date(2026, 3, 1))
lib.add(Book("1", "Dune"), Book("2", "Emma", 2), Book("3", "Ulysses"))


def do(action, *args):
    try:
        print(getattr(lib, action)(*args))
    except LibraryError as e:
        print("sorry:", e)


do("borrow", "ann", "1")
do("borrow", "bob", "1")
do("borrow", "cy", "1")
do("borrow", "ann", "2")
do("borrow", "ann", "3")
do("borrow", "bob", "9")
lib.today += timedelta(days=20)
print(lib.overdue())
do("give_back", "ann", "1")
do("borrow", "ann", "3")
do("give_back", "ann", "7")
print(lib.fines, lib.books["1"], lib.books["1"].waiting, [l.member for l in lib.loans])
