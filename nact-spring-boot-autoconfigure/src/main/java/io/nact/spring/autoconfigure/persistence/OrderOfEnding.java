package io.nact.spring.autoconfigure.persistence;

import io.nact.ActorSystem;
import io.nact.persistence.journal.Storage;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * In which order beans are closed that do not know one another. Actors end with the lifecycle, before any bean does; but a
 * context that fails to start has none, and its actors may be writing already.
 */
final class OrderOfEnding {

    private OrderOfEnding() {}

    /** Has the storages stay open until the systems have stopped. */
    static void storagesAfterSystems(ConfigurableListableBeanFactory beans) {
        for (String storage : beans.getBeanNamesForType(Storage.class, true, false)) {
            for (String system : beans.getBeanNamesForType(ActorSystem.class, true, false)) {
                beans.registerDependentBean(storage, system);
            }
        }
    }
}
