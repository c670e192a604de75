"""Read protocol buffers strictly, byte by byte, to judge what others wrote."""

from typing import NamedTuple

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


class Malformed(ValueError):
    """The bytes are not a protocol buffer; the message says where and why."""


class Field(NamedTuple):
    """One field as it stands on the wire: number, wire type, integer or bytes."""

    number: int
    wire: int
    value: int | bytes


def read_message(data: bytes) -> list[Field]:
    """All fields of a message in their order.

    Raises Malformed for groups, reserved wire types, field number 0 and whatever is cut off.
    """
    fields, at, end = [], 0, len(data)
    while at < end:
        key, at = read_varint(data, at)
        number, wire = key >> 3, key & 7
        if not 0 < number < 1 << 29:
            raise Malformed(f"field number {number} before byte {at}")
        value: int | bytes
        if wire == VARINT:
            value, at = read_varint(data, at)
        elif wire in (FIXED64, FIXED32):
            value, at = _take(data, at, 8 if wire == FIXED64 else 4)
        elif wire == LENGTH:
            length, at = read_varint(data, at)
            value, at = _take(data, at, length)
        else:
            raise Malformed(f"wire type {wire} of field {number} before byte {at}")
        fields.append(Field(number, wire, value))
    return fields


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """One varint and where it ends.

    Raises Malformed when it is cut off or longer than 64 bits.
    """
    if at < len(data) and data[at] < 0x80:  # most are of one byte
        return data[at], at + 1
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise Malformed(f"varint cut off at byte {at}")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if value >> 64:
                break
            return value, at
    raise Malformed(f"varint longer than 64 bits before byte {at}")


def read_packed(data: bytes) -> list[int]:
    """The integers of a packed repeated field."""
    if data.isascii():  # then each is of one byte
        return list(data)
    values, at, end = [], 0, len(data)
    while at < end:
        value, at = read_varint(data, at)
        values.append(value)
    return values


def _take(data: bytes, at: int, length: int) -> tuple[bytes, int]:
    if length > len(data) - at:
        raise Malformed(f"{length} bytes announced at byte {at}, {len(data) - at} are left")
    return data[at : at + length], at + length
