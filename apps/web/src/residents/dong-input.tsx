import { NumberInput, type NumberInputProps } from '@mantine/core';

/** Whole đồng, as people of Viet Nam write them: 1.500.000. */
export const DongInput = (props: NumberInputProps) => (
  <NumberInput
    decimalScale={0}
    thousandSeparator="."
    decimalSeparator=","
    clampBehavior="none"
    hideControls
    {...props}
  />
);
