package io.nact.concurrency;

import java.util.Set;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How Lincheck searches: three threads with a few operations each. The system property {@code lincheck} is a factor. */
public final class Lincheck {

    private static final int FACTOR = Integer.getInteger("lincheck", 1);

    private Lincheck() {}

    /** Tries the ways in which the threads' steps can be interleaved. */
    public static void modelCheck(Class<?> checked, Class<?> specification) {
        sized(new ModelCheckingOptions(), specification, 30)
                .invocationsPerIteration(150)
                .check(checked);
    }

    /**
     * Tries some of the ways in which the threads' steps can be interleaved, of a thing with costly surroundings.
     *
     * @param trusted names of classes whose methods count as one step each
     */
    public static void modelCheckWithin(Set<String> trusted, Class<?> checked, Class<?> specification) {
        sized(new ModelCheckingOptions(), specification, 1)
                .invocationsPerIteration(500)
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(trusted::contains)
                        .allMethods()
                        .ignore())
                .check(checked);
    }

    /** Runs the threads freely. */
    public static void stress(Class<?> checked, Class<?> specification) {
        sized(new StressOptions(), specification, 5)
                .invocationsPerIteration(2_000)
                .check(checked);
    }

    private static <T extends Options<T, ?>> T sized(T options, Class<?> specification, int scenarios) {
        return options.iterations(scenarios * FACTOR)
                .threads(3)
                .actorsBefore(1)
                .actorsPerThread(3)
                .actorsAfter(1)
                .sequentialSpecification(specification);
    }
}
