package io.nact.spring.autoconfigure.transaction;

import io.nact.TransactionBinding;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.transaction.SpringTransactions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Auto-configuration of messages that wait for the sender's transaction. */
@AutoConfiguration(before = NactAutoConfiguration.class)
@ConditionalOnClass(TransactionSynchronizationManager.class)
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public final class NactTransactionAutoConfiguration {

    /** The property by which everything that is told in a transaction waits for the commit. */
    private static final String TELL_AFTER_COMMIT = "nact.transactions.tell-after-commit";

    @Bean
    @ConditionalOnMissingBean
    TransactionBinding nactTransactionBinding() {
        return new SpringTransactions();
    }

    @Bean
    SystemOptionsCustomizer nactTransactionsCustomizer(TransactionBinding transactions, Environment environment) {
        boolean all = environment.getProperty(TELL_AFTER_COMMIT, Boolean.class, false);
        return options -> options.withTransactions(transactions).withTellsAfterCommit(all);
    }

    /** A turn takes no part in the transaction of somebody who calls. */
    @Bean
    SystemOptionsCustomizer nactCallerTransactionsCustomizer() {
        return options -> options.withCallerRuns(() ->
                !SpringTransactions.isBoundToThread() && options.callerRuns().getAsBoolean());
    }
}
