package dev.stepwell.control.tags;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.references.TextRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** TagResource, UntagResource and ListTagsForResource, of Step Functions and of SWF: each refuses as {@link Tagged} says. */
public final class Tags {
    private final ControlDatabase database;

    /** Tags in one database. */
    public Tags(ControlDatabase database) {
        this.database = database;
    }

    /** TagResource: adds tags and replaces values; all or none. */
    public void put(Caller caller, Tagged resource, TagSet tags) {
        database.write(caller.tenant(), sql -> {
            if (!TagStore.lock(caller.tenant(), caller.region(), sql, resource)) {
                throw resource.notFound();
            }
            Set<String> keys = new HashSet<>(TagStore.find(caller.tenant(), caller.region(), sql, resource)
                    .keySet());
            keys.addAll(tags.byKey().keySet());
            resource.checkCount(keys.size());
            TagStore.put(caller.tenant(), caller.region(), sql, resource.kind(), resource.name(), tags);
            return keys.size();
        });
    }

    /** UntagResource: removes tags; keys that are not there are passed over. */
    public void remove(Caller caller, Tagged resource, Collection<String> keys) {
        keys.forEach(key -> TextRules.storable("tagKeys", key));
        database.write(caller.tenant(), sql -> {
            if (!TagStore.lock(caller.tenant(), caller.region(), sql, resource)) {
                throw resource.notFound();
            }
            TagStore.remove(caller.tenant(), caller.region(), sql, resource, keys);
            return keys.size();
        });
    }

    /** ListTagsForResource: values by key, in the order of the keys. */
    public Map<String, String> list(Caller caller, Tagged resource) {
        return database.read(caller.tenant(), sql -> {
            if (!TagStore.exists(caller.tenant(), caller.region(), sql, resource)) {
                throw resource.notFound();
            }
            return TagStore.find(caller.tenant(), caller.region(), sql, resource);
        });
    }
}
