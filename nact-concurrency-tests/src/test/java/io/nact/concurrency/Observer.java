package io.nact.concurrency;

import java.util.Set;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Has jcstress run races, and tells what came of them. */
interface Observer {

    /** The names of all races that it runs. */
    Set<String> races();

    /** All that has been observed of one race. */
    TestResult observe(String race);

    /** The one that the build asks for: the system property {@code jcstress} has the arguments of the full form. */
    static Observer asked() {
        String arguments = System.getProperty("jcstress", "");
        return arguments.isBlank()
                ? new InThisJvm()
                : InForkedJvms.run(arguments.strip().split("\\s+"));
    }
}
