# A bank with accounts, deposits, withdrawals and a statement.
from datetime import date


class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.needed, self.available = needed, available


class Account:
    _next = 1000

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.number = Account._next
        Account._next += 1
        self._balance = balance
        self.history = [("open", balance)]

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.history.append(("withdraw", -amount))

    def __str__(self):
        return f"{self.number} {self.owner:<8}{self.balance:>10.2f}"


class Savings(Account):
    rate = 0.02

    def add_interest(self):
        interest = round(self.balance * self.rate, 2)
        self.deposit(interest)
        return interest


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, kind, owner, balance=0.0):
        acc = kind(owner, balance)
        self.accounts[acc.number] = acc
        return acc

    def transfer(self, src, dst, amount):
        a, b = self.accounts[src], self.accounts[dst]
        a.withdraw(amount)
        try:
            b.deposit(amount)
        except ValueError:
            a.deposit(amount)
            raise

    def report(self):
        for acc in sorted(self.accounts.values(), key=lambda a: a.balance, reverse=True):
            print(acc)
        print(f"{'total':<13}{sum(a.balance for a in self.accounts.values()):>10.2f}")


bank = Bank()
ann = bank.open(Account, "Ann", 120)
bob = bank.open(Savings, "Bob", 1000)
bank.open(Account, "Cy")
bank.report()
bank.transfer(ann.number, bob.number, 50.5)
print("interest", bob.add_interest())
for args in ((ann.number, bob.number, 500), (ann.number, 9, 1), (ann.number, bob.number, -5)):
    try:
        bank.transfer(*args)
    except InsufficientFunds as e:
        print("refused:", e, e.needed)
    except KeyError as e:
        print("no account", e)
    except ValueError as e:
        print("invalid:", e)
try:
    ann.balance = 1_000_000
except AttributeError as e:
    print(e)
bank.report()
for kind, amount in bob.history:
    print(f"{kind:<10}{amount:>+10.2f}")
