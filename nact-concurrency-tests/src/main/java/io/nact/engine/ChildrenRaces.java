package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.ActorNameTakenException;
import io.nact.ActorStoppedException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** The children of an actor: a name is one child's, and the end of the last one is noticed once. */
class ChildrenRaces {

    private ChildrenRaces() {}

    private static String spawn(Cell<?> parent, String name) {
        try {
            parent.children().spawn(name, Bench.idler());
            return "spawned";
        } catch (ActorNameTakenException taken) {
            return "taken";
        } catch (ActorStoppedException closed) {
            return "closed";
        }
    }

    @JCStressTest
    @Description("Two spawn a child of the same name.")
    @Outcome(id = "spawned, taken, 1", expect = ACCEPTABLE, desc = "The first gets the name.")
    @Outcome(id = "taken, spawned, 1", expect = ACCEPTABLE, desc = "The second gets the name.")
    @Outcome(expect = FORBIDDEN, desc = "Both or none.")
    @State
    public static class TwoSpawns {

        private final Cell<Void> parent = new Bench().spawn("parent");

        @Actor
        public void first(LLL_Result r) {
            r.r1 = spawn(parent, "child");
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = spawn(parent, "child");
        }

        @Arbiter
        public void children(LLL_Result r) {
            r.r3 = parent.children().all().size();
        }
    }

    @JCStressTest
    @Description("Two look for a child, and spawn it if there is none.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Both find the same one.")
    @Outcome(expect = FORBIDDEN, desc = "There are two, or one finds nothing.")
    @State
    public static class TwoFindOrSpawn {

        private final Cell<Void> parent = new Bench().spawn("parent");

        private @Nullable Cell<?> first;

        private @Nullable Cell<?> second;

        @Actor
        public void first() {
            first = parent.children().findOrSpawn("child", Bench::idler);
        }

        @Actor
        public void second() {
            second = parent.children().findOrSpawn("child", Bench::idler);
        }

        @Arbiter
        public void children(LL_Result r) {
            r.r1 = first != null
                    && first == second
                    && first == parent.children().find("child");
            r.r2 = parent.children().all().size();
        }
    }

    @JCStressTest
    @Description("A child ends while its name is spawned anew.")
    @Outcome(id = "spawned, true", expect = ACCEPTABLE, desc = "The new one has the name, and keeps it.")
    @Outcome(id = "taken, false", expect = ACCEPTABLE, desc = "The old one still had the name.")
    @Outcome(id = "spawned, false", expect = FORBIDDEN, desc = "The old one takes the new one along.")
    @Outcome(expect = FORBIDDEN, desc = "The old one is found although it has ended.")
    @State
    public static class EndAgainstSpawn {

        private final Cell<Void> parent = new Bench().spawn("parent");

        private final Cell<Void> child = parent.children().spawn("child", Bench.idler());

        @Actor
        public void childsOwner() {
            Bench.asEngine(() -> child.end(Cell.Status.ALIVE));
        }

        @Actor
        public void spawner(LL_Result r) {
            r.r1 = spawn(parent, "child");
        }

        @Arbiter
        public void children(LL_Result r) {
            r.r2 = parent.children().find("child") != null;
        }
    }

    @JCStressTest
    @Description("An actor stops taking children while one is spawned.")
    @Outcome(id = "1, spawned", expect = ACCEPTABLE, desc = "It is stopped with the others.")
    @Outcome(id = "0, closed", expect = ACCEPTABLE, desc = "It is refused.")
    @Outcome(id = "0, spawned", expect = FORBIDDEN, desc = "A child outlives its parent.")
    @Outcome(expect = FORBIDDEN, desc = "A child is refused and there all the same.")
    @State
    public static class CloseAgainstSpawn {

        private final Cell<Void> parent = new Bench().spawn("parent");

        @Actor
        public void owner(LL_Result r) {
            r.r1 = parent.children().close().size();
        }

        @Actor
        public void spawner(LL_Result r) {
            r.r2 = spawn(parent, "child");
        }
    }

    @JCStressTest
    @Description("An actor stops taking children while the last one ends.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "None is left to wait for.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The actor waits, and is told.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The actor waits for ever.")
    @Outcome(expect = FORBIDDEN, desc = "The actor is told what it does not wait for.")
    @State
    public static class CloseAgainstEnd {

        private final Cell<Void> parent = new Bench().spawn("parent");

        private final Cell<Void> child = parent.children().spawn("child", Bench.idler());

        @Actor
        public void owner(LL_Result r) {
            r.r1 = parent.children().close().size();
        }

        @Actor
        public void childsOwner() {
            Bench.asEngine(() -> child.end(Cell.Status.ALIVE));
        }

        @Arbiter
        public void told(LL_Result r) {
            r.r2 = parent.takeSignals().size();
        }
    }

    @JCStressTest
    @Description("An actor waits for its last two children, which end at the same time.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The actor is told once.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The actor waits for ever.")
    @Outcome(expect = FORBIDDEN, desc = "The actor is told twice, and has its last turn twice.")
    @State
    public static class TwoLastEnds {

        private final Cell<Void> parent = new Bench().spawn("parent");

        private final Cell<Void> first = parent.children().spawn("first", Bench.idler());

        private final Cell<Void> second = parent.children().spawn("second", Bench.idler());

        public TwoLastEnds() {
            parent.children().close();
        }

        @Actor
        public void firstsOwner() {
            Bench.asEngine(() -> first.end(Cell.Status.ALIVE));
        }

        @Actor
        public void secondsOwner() {
            Bench.asEngine(() -> second.end(Cell.Status.ALIVE));
        }

        @Arbiter
        public void told(L_Result r) {
            r.r1 = parent.takeSignals().size();
        }
    }

    @JCStressTest
    @Description("A reset is over, and the actor takes children again, while somebody gives up on it.")
    @Outcome(id = "closed", expect = ACCEPTABLE, desc = "One who is given up on takes no more children.")
    @Outcome(expect = FORBIDDEN, desc = "A child of nobody can be spawned.")
    @State
    public static class ReopenAgainstAbandon {

        private final Cell<Void> parent = new Bench().spawn("parent");

        public ReopenAgainstAbandon() {
            parent.children().close();
        }

        @Actor
        public void owner() {
            parent.children().reopen();
        }

        @Actor
        public void abandoner() {
            parent.move(Cell.Status.ALIVE, Cell.Status.ABANDONED);
            parent.children().close();
        }

        @Arbiter
        public void later(L_Result r) {
            r.r1 = spawn(parent, "child");
        }
    }
}
