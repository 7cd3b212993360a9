package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.InvalidSchemaException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Finds the data source of the journal: the one that is marked for it, or else the application's only or primary one. */
final class JournalDataSource {

    private final ObjectProvider<DataSource> marked;

    private final ObjectProvider<DataSource> all;

    JournalDataSource(ObjectProvider<DataSource> marked, ObjectProvider<DataSource> all) {
        this.marked = marked;
        this.all = all;
    }

    DataSource get() {
        DataSource own = marked.getIfAvailable();
        return own != null ? own : unmarked(all.getIfUnique());
    }

    private static DataSource unmarked(@Nullable DataSource found) {
        if (found == null) {
            throw new InvalidSchemaException(
                    "There are several data sources, of which none is marked for nact's tables and none is primary.",
                    "Annotate the bean method of one of them with @NactDataSource, or with @Primary.");
        }
        return found;
    }
}
