package io.nact.engine;

import io.nact.ActorNameTakenException;
import io.nact.ActorStoppedException;
import io.nact.concurrency.Lincheck;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever many threads do at once to the children of an actor, it is as if they had done it one after the other. */
class ChildrenLinearizabilityTests {

    /** What the children and their cells stand in, which has tests of its own. */
    private static final Set<String> SURROUNDINGS = Stream.of(
                    Bench.class,
                    LocalSystem.class,
                    SystemMetrics.class,
                    TypeStats.class,
                    StartGate.class,
                    Scheduled.class,
                    Life.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    @Test
    @Tag("full") // Lincheck rewrites all that a cell stands in, which takes it longer than the search.
    void childrenAreASetOfNames() {
        Lincheck.modelCheckWithin(SURROUNDINGS, Registry.class, Model.class);
    }

    @Test
    void childrenAreASetOfNamesUnderStress() {
        Lincheck.stress(Registry.class, Model.class);
    }

    /** What became of a new child. */
    public enum Spawned {
        DONE,
        TAKEN,
        CLOSED
    }

    @Param(name = "name", gen = IntGen.class, conf = "1:2")
    public static class Registry {

        private final Cell<Void> parent = new Bench().spawn("parent");

        @Operation
        public Spawned spawn(@Param(name = "name") int name) {
            try {
                parent.children().spawn("child" + name, Bench.idler());
                return Spawned.DONE;
            } catch (ActorNameTakenException taken) {
                return Spawned.TAKEN;
            } catch (ActorStoppedException closed) {
                return Spawned.CLOSED;
            }
        }

        @Operation
        public boolean findOrSpawn(@Param(name = "name") int name) {
            return parent.children().findOrSpawn("child" + name, Bench::idler) != null;
        }

        @Operation
        public boolean find(@Param(name = "name") int name) {
            return parent.children().find("child" + name) != null;
        }

        /** Ends the child that has the name, as its owner does. */
        @Operation(nonParallelGroup = "owner")
        public boolean end(@Param(name = "name") int name) {
            Cell<?> child = parent.children().find("child" + name);
            return child != null && child.end(Cell.Status.ALIVE);
        }

        @Operation(nonParallelGroup = "parent")
        public void close() {
            parent.children().close();
        }

        @Operation(nonParallelGroup = "parent")
        public void reopen() {
            parent.children().reopen();
        }
    }

    /** What the children would be if only one thread used them. */
    public static class Model {

        private final Set<Integer> names = new HashSet<>();

        private boolean open = true;

        public Spawned spawn(int name) {
            if (!open) {
                return Spawned.CLOSED;
            }
            return names.add(name) ? Spawned.DONE : Spawned.TAKEN;
        }

        public boolean findOrSpawn(int name) {
            return names.contains(name) || open && names.add(name);
        }

        public boolean find(int name) {
            return names.contains(name);
        }

        public boolean end(int name) {
            return names.remove(name);
        }

        public void close() {
            open = false;
        }

        public void reopen() {
            open = true;
        }
    }
}
