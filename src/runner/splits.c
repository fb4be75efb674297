/* splits.c - the ways in which an input is cut into feeds.
 */
#include "splits.h"

#define TWO_WAY_MAX   ((size_t)4096)
#define BY_OCTET_MAX  ((size_t)16384)
#define SPREAD        ((size_t)16)
#define PARTITIONS    ((size_t)16)
#define PARTITION_MAX 64 /* cuts */

/* splitmix64: the same partitions on every machine and in every run. */
static uint64_t random_of(uint64_t *seed)
{
    uint64_t mixed = *seed += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return mixed ^ mixed >> 31;
}

static cut_list octet_by_octet(size_t size, memory *from)
{
    size_t *at = memory_array(from, size - 1, sizeof *at);
    for (size_t i = 0; i < size - 1; i++) {
        at[i] = i + 1;
    }
    return (cut_list){at, size - 1};
}

static cut_list two_way(size_t where, memory *from)
{
    size_t *at = memory_take(from, sizeof *at);
    *at = where;
    return (cut_list){at, 1};
}

/* Each cut falls into its own equal share of the input, so that they ascend without being sorted. */
static cut_list partition(size_t size, size_t number, memory *from)
{
    uint64_t seed = (uint64_t)size << 8 | number;
    size_t count = 1 + (size_t)(random_of(&seed) % PARTITION_MAX);
    size_t share = (size - 1) / count;
    size_t *at = memory_array(from, count, sizeof *at);
    for (size_t i = 0; i < count; i++) {
        at[i] = 1 + i * share + (size_t)(random_of(&seed) % share);
    }
    return (cut_list){at, count};
}

/* How many two-way cuts there are, and where the one with this number is. */
static size_t two_way_count(const splits *ways)
{
    size_t places = ways->size - 1;
    if (ways->extent == SPLITS_ALL) {
        return ways->size <= TWO_WAY_MAX ? places : 0;
    }
    return places < SPREAD ? places : SPREAD;
}

static size_t two_way_at(const splits *ways, size_t number)
{
    size_t count = two_way_count(ways);
    size_t places = ways->size - 1;
    return 1 + number * places / count;
}

bool splits_next(splits *ways, memory *from, cut_list *cuts)
{
    if (ways->extent == SPLITS_NONE || ways->size < 2) {
        return false;
    }
    size_t number = ways->next++;
    size_t by_octet = ways->size <= BY_OCTET_MAX ? 1 : 0;
    if (number < by_octet) {
        *cuts = octet_by_octet(ways->size, from);
        return true;
    }
    number -= by_octet;
    if (number < two_way_count(ways)) {
        *cuts = two_way(two_way_at(ways, number), from);
        return true;
    }
    number -= two_way_count(ways);
    if (ways->extent == SPLITS_ALL && ways->size > TWO_WAY_MAX && number < PARTITIONS) {
        *cuts = partition(ways->size, number, from);
        return true;
    }
    return false;
}
