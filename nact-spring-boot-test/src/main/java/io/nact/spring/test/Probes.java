package io.nact.spring.test;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.SystemOptions;
import io.nact.system.ActorSystems;
import io.nact.testkit.TestProbe;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;

/** The probes of one context, in its actor system; in one of their own if it has none. */
final class Probes implements DisposableBean {

    static final String BEAN_NAME = "nactProbes";

    private final Map<ProbeField, String> names;

    private final BeanFactory beans;

    private final Map<String, TestProbe<?>> probes = new ConcurrentHashMap<>();

    private @Nullable ActorSystem own;

    Probes(Map<ProbeField, String> names, BeanFactory beans) {
        this.names = names;
        this.beans = beans;
    }

    /** The reference of this name: the factory method of its bean. */
    ActorRef<?> reference(String name) {
        return probe(name).ref();
    }

    TestProbe<?> probe(ProbeField field) {
        return probe(Objects.requireNonNull(names.get(field), field::toString));
    }

    private TestProbe<?> probe(String name) {
        return probes.computeIfAbsent(name, actor -> TestProbe.in(system(), actor));
    }

    private synchronized ActorSystem system() {
        ActorSystem system = beans.getBeanProvider(ActorSystem.class).getIfUnique();
        if (system != null) {
            return system;
        }
        if (own == null) {
            own = ActorSystems.start("probes", SystemOptions.defaults());
        }
        return own;
    }

    void reset() {
        probes.values().forEach(TestProbe::reset);
    }

    @Override
    public synchronized void destroy() {
        if (own != null) {
            own.close();
        }
    }
}
