package io.nact.spring.projection;

import io.nact.persistence.jdbc.InvalidSchemaException;
import io.nact.persistence.jdbc.ProjectionTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of Spring's, bound to the thread: whatever a handler writes by a {@code JdbcClient}, a repository or an entity
 * manager of the same data source is part of them.
 */
public final class ManagedTransactions implements ProjectionTransactions {

    private final TransactionTemplate inside;

    private final TransactionTemplate outside;

    private final DataSource dataSource;

    /** Of this manager, on this data source. */
    public ManagedTransactions(PlatformTransactionManager manager, DataSource dataSource) {
        this.inside = new TransactionTemplate(manager);
        inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.outside = new TransactionTemplate(manager);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.dataSource = dataSource;
    }

    @Override
    public <T> T execute(Work<T> work) throws SQLException {
        try {
            return inside.execute(status -> {
                requireManaged();
                Connection connection = DataSourceUtils.getConnection(dataSource);
                try {
                    return work.on(connection);
                } catch (SQLException thrown) {
                    throw new Thrown(thrown);
                } finally {
                    DataSourceUtils.releaseConnection(connection, dataSource);
                }
            });
        } catch (Thrown thrown) {
            throw (SQLException) thrown.inWork;
        }
    }

    /** A manager that begins transactions elsewhere would let each statement here commit by itself. */
    private void requireManaged() {
        if (!TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new InvalidSchemaException(
                    "The transactions of %s are not on the data source that has the table of the projections, so that what handlers write could not be stored together with their positions."
                            .formatted(inside.getTransactionManager()),
                    "Annotate the transaction manager of that data source with @NactTransactionManager, or declare a ProjectionStore bean.");
        }
    }

    @Override
    public <T> T outside(Callable<T> work) throws Exception {
        try {
            return outside.execute(status -> {
                try {
                    return work.call();
                } catch (Exception thrown) {
                    throw new Thrown(thrown);
                }
            });
        } catch (Thrown thrown) {
            throw thrown.inWork;
        }
    }

    /** Carries what is thrown in a transaction through it, which it rolls back. */
    private static final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Exception inWork;

        Thrown(Exception inWork) {
            super(null, inWork, false, false);
            this.inWork = inWork;
        }
    }
}
