//! A list with stable keys.
//!
//! Here: [`Slab`]. A key of something that was removed finds nothing, also when its place is taken again (until the
//! place has been used four thousand million times).

use alloc::vec::Vec;
use core::marker::PhantomData;

pub(super) struct Key<T> {
    index: u32,
    generation: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && self.generation == other.generation
    }
}

pub(super) struct Slab<T> {
    places: Vec<Place<T>>,
    free: Vec<u32>,
}

struct Place<T> {
    generation: u32,
    item: Option<T>,
}

impl<T> Slab<T> {
    pub(super) const fn new() -> Self {
        Self {
            places: Vec::new(),
            free: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len() - self.free.len()
    }

    #[inline]
    pub(super) fn insert(&mut self, item: T) -> Key<T> {
        let index = match self.free.pop() {
            Some(index) => {
                self.places[index as usize].item = Some(item);
                index
            }
            None => {
                let index = u32::try_from(self.places.len()).expect("at most 2^32 entries");
                self.places.push(Place {
                    generation: 0,
                    item: Some(item),
                });
                index
            }
        };
        Key {
            index,
            generation: self.places[index as usize].generation,
            of: PhantomData,
        }
    }

    #[inline]
    pub(super) fn get(&self, key: Key<T>) -> Option<&T> {
        let place = self.places.get(key.index as usize)?;
        if place.generation == key.generation {
            place.item.as_ref()
        } else {
            None
        }
    }

    #[inline]
    pub(super) fn get_mut(&mut self, key: Key<T>) -> Option<&mut T> {
        let place = self.places.get_mut(key.index as usize)?;
        if place.generation == key.generation {
            place.item.as_mut()
        } else {
            None
        }
    }

    #[inline]
    pub(super) fn remove(&mut self, key: Key<T>) -> Option<T> {
        let place = self.places.get_mut(key.index as usize)?;
        if place.generation != key.generation {
            return None;
        }
        let item = place.item.take()?;
        place.generation = place.generation.wrapping_add(1);
        self.free.push(key.index);
        Some(item)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Key<T>, &T)> {
        self.places.iter().enumerate().filter_map(|(index, place)| {
            let key = Key {
                index: index as u32,
                generation: place.generation,
                of: PhantomData,
            };
            Some((key, place.item.as_ref()?))
        })
    }

    /// Removes everything and hands it out.
    pub(super) fn clear(&mut self) -> Vec<T> {
        let mut items = Vec::with_capacity(self.len());
        for (index, place) in self.places.iter_mut().enumerate() {
            if let Some(item) = place.item.take() {
                place.generation = place.generation.wrapping_add(1);
                self.free.push(index as u32);
                items.push(item);
            }
        }
        items
    }
}
