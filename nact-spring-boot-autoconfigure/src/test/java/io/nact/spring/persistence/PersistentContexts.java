package io.nact.spring.persistence;

import io.nact.persistence.Persistence;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.persistence.NactPersistenceAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts whose persistent actors store in memory. */
final class PersistentContexts {

    private PersistentContexts() {}

    static ApplicationContextRunner with(Class<?>... classes) {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(NactAutoConfiguration.class, NactPersistenceAutoConfiguration.class))
                .withPropertyValues("nact.persistence.journal=memory")
                .withBean(Bank.Limit.class, () -> new Bank.Limit(10))
                .withUserConfiguration(classes);
    }

    /** With a storage that the next context finds again. */
    static ApplicationContextRunner with(InMemoryStorage storage, Class<?>... classes) {
        return with(classes).withBean("shared", Storage.class, () -> storage, bean -> bean.setDestroyMethodName(""));
    }

    /** What is stored of the entity. */
    static List<StoredEvent> stored(BeanFactory context, String type, String id) throws Exception {
        List<StoredEvent> events = new ArrayList<>();
        context.getBean(Persistence.class)
                .storage()
                .journal()
                .replay(PersistenceId.of(type, id), 1, Long.MAX_VALUE, events::add)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return events;
    }
}
