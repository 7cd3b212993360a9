package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** What Boot would print about a context that does not start: the first analysis of all analyzers on the class path. */
public final class StartupFailures {

    /** Like Boot, which goes on without an analyzer whose library is not there. */
    private static final FailureHandler SKIPPED = (type, implementation, failure) -> {};

    private StartupFailures() {}

    public static String report(ApplicationContextRunner runner) {
        BeanFactory[] beans = new BeanFactory[1];
        Environment[] environment = new Environment[1];
        String[] report = new String[1];
        runner.withInitializer(context -> {
                    beans[0] = context.getBeanFactory();
                    environment[0] = context.getEnvironment();
                })
                .run(context -> report[0] = report(context, beans[0], environment[0]));
        return report[0];
    }

    private static String report(AssertableApplicationContext context, BeanFactory beans, Environment environment) {
        assertThat(context).hasFailed();
        ArgumentResolver arguments =
                ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment);
        List<FailureAnalyzer> analyzers =
                SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, arguments, SKIPPED);
        FailureAnalysis analysis = analyzers.stream()
                .map(analyzer -> analyzer.analyze(context.getStartupFailure()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody explains it", context.getStartupFailure()));
        return "Description:\n%s\nAction:\n%s\n"
                .formatted(analysis.getDescription().strip(), analysis.getAction());
    }
}
