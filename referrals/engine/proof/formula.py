"""One Boolean formula that all questions about a guide share.

A literal is a whole number: a variable or an AND of other literals, negative for its opposite. The same AND is made
only once, so that two versions of a guide share everything that they have in common. Every literal knows for which
simulated people it is true, as the bits of one large number.
"""

TRUE, FALSE = 1, -1


class Formula:
    """Literals over the answers of everybody. `everybody` has one bit for each of the simulated `people`."""

    def __init__(self, people):
        self.people = people
        self.everybody = (1 << people) - 1
        self.gates = [None, ()]  # by variable: None for an answer, else what an AND needs
        self._true_for = [0, self.everybody]
        self._known = {}

    def variable(self, true_for=0):
        """Return a new literal, true for these simulated people."""
        self.gates.append(None)
        self._true_for.append(true_for)
        return len(self.gates) - 1

    def all_of(self, literals):
        """Return the literal that is true when all of these are; TRUE for none."""
        needs = set(literals)
        needs.discard(TRUE)
        if FALSE in needs:
            return FALSE
        if len(needs) < 2:
            return needs.pop() if needs else TRUE
        gate = tuple(sorted(needs))
        known = self._known.get(gate)
        if known is None:
            known = self._known[gate] = FALSE if any(-need in needs for need in gate) else self._add(gate)
        return known

    def any_of(self, literals):
        """Return the literal that is true when one of these is; FALSE for none."""
        return -self.all_of([-literal for literal in literals])

    def differ(self, one, other):
        """Return the literal that is true when exactly one of two is."""
        return self.any_of((self.all_of((one, -other)), self.all_of((-one, other))))

    def true_for(self, literal):
        """Return the simulated people for whom a literal is true."""
        people = self._true_for[abs(literal)]
        return people if literal > 0 else people ^ self.everybody

    def change(self, variables, people, since):
        """Give `variables` other simulated `people`, in the same order; the gates from `since` on follow."""
        for variable, true_for in zip(variables, people, strict=True):
            self._true_for[variable] = true_for
        for gate in range(since, len(self.gates)):
            if self.gates[gate] is not None:
                self._true_for[gate] = self._simulate(self.gates[gate])

    def within(self, literals):
        """Return the variables and gates that decide these literals, the inner ones first."""
        found, waiting = set(), [abs(literal) for literal in literals]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += [abs(need) for need in self.gates[node] or ()]
        return sorted(found)

    def simulate(self, nodes, true_for, everybody):
        """Work out for whom gates are true, from `true_for`, a mapping of variables that the gates are added to.

        `nodes` are all variables and gates that count, the inner ones first, as `within` gives them.
        """
        true_for[TRUE] = everybody
        for node in nodes:
            people = everybody
            for need in self.gates[node] or ():
                people &= true_for[need] if need > 0 else ~true_for[-need]
            true_for.setdefault(node, people)

    def _add(self, gate):
        self.gates.append(gate)
        self._true_for.append(self._simulate(gate))
        return len(self.gates) - 1

    def _simulate(self, gate):
        people = self.everybody
        for need in gate:
            people &= self._true_for[need] if need > 0 else ~self._true_for[-need]
        return people
