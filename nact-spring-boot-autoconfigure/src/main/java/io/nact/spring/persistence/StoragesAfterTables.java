package io.nact.spring.persistence;

import io.nact.persistence.jdbc.JdbcStorage;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;
import org.springframework.util.ClassUtils;

/** Has a storage of the application's own, too, wait for whatever makes the tables. */
final class StoragesAfterTables extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

    @Override
    protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
        return ClassUtils.isPresent("io.nact.persistence.jdbc.JdbcStorage", null)
                ? Set.of(JdbcStorage.class)
                : Set.of();
    }
}
