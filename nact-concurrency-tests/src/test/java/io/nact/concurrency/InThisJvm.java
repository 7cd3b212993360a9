package io.nact.concurrency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * The short form: each race once, briefly, in this JVM as it is. It does what each of jcstress's forked JVMs does, without
 * the second or two that such a JVM takes.
 */
final class InThisJvm implements Observer {

    /** Threads spin where they meet: those that yield instead hardly ever race. */
    private static final Options OPTIONS = options(
            "-c",
            "2",
            "-af",
            "NONE",
            "-spinStyle",
            "THREAD_SPIN_WAIT",
            "-iters",
            "1",
            "-time",
            "250",
            "-strideSize",
            "256",
            "-strideCount",
            "4");

    static Options options(String... arguments) {
        try {
            Options options = new Options(arguments);
            if (!options.parse()) {
                throw new IllegalArgumentException("jcstress does not take " + List.of(arguments));
            }
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> races() {
        return new JCStress(OPTIONS).getTests();
    }

    @Override
    public TestResult observe(String race) {
        TestInfo info = TestList.getInfo(race);
        SchedulingClass anywhere = new SchedulingClass(AffinityMode.NONE, info.threads(), NodeType.PACKAGE);
        TestConfig config = new TestConfig(OPTIONS, info, 0, List.of(), CompileMode.UNIFIED, anywhere);
        try {
            Object runner = Class.forName(config.generatedRunnerName)
                    .getConstructor(ForkedTestConfig.class)
                    .newInstance(new ForkedTestConfig(config));
            TestResult result = ((Runner<?>) runner).run();
            result.setConfig(config);
            return result;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "%s has no runner: was it compiled with jcstress's processor?".formatted(race), e);
        }
    }
}
